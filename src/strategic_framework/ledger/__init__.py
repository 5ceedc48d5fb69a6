"""The ledger: what the public can read now, what was changed since, why, and what it was before.

The working text is the YAML; `published.lock` is the text the public can read now; their difference must be explained
before it can be published. Editors write why; everything else here is worked out.
"""
