"""What leads to a person in a text: found here, and nowhere else. It knows no other package."""
