"""One machine, one command: the servers, the worker, the web, and the sample letters sent through them."""
