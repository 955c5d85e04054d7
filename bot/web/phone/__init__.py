"""The participant's phone: the door, what is asked, and what they gave."""
