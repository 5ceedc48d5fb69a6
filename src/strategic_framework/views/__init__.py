"""Views: one module per page shape. A view has decided everything; a template only lays it out."""
