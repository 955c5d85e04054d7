"""Pretend phones that play a whole evening: seeded people, real HTTP, the real server."""
