"""Every screen: phone, projector, console, and the JSON API beside them."""
