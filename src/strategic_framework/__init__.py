"""A strategic framework, kept as reviewed YAML and published as a document that can be cited, checked and changed."""
