"""The desk: where admins upload, watch, check what was read beside the page, decide links, and publish."""
