"""Additions to dependency-injector that the container is written with."""
