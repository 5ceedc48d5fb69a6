"""From pages to a site: the staging folder, the files, the links and the exchange."""
