"""The words of a picture's description, built from the same spec as the drawing."""
