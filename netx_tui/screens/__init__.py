"""One screen per job: the only place where widgets and services meet."""
