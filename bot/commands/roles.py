"""What the roles are called at the command line, with the roles of the code."""

ROLES = {
    "begeleider": "facilitator",
    "coordinator": "coordinator",
    "kennisbeheerder": "curator",
    "beheerder": "admin",
}
NAMES = {role: name for name, role in ROLES.items()}
