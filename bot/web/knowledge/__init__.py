"""The praktijkvoorbeelden: to leaf through, and for curators to look after."""
