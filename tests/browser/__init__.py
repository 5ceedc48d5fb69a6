"""The built pages in Chromium, as readers meet them."""
