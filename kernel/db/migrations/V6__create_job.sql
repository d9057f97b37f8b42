-- When a job last ran and is due next: one row per job and service, shared by its replicas.
CREATE TABLE kernel.job (
    job_name    text NOT NULL,
    due_at      timestamptz NOT NULL,
    claimed_until timestamptz,
    last_run_at timestamptz,
    last_error  text,
    CONSTRAINT job_pkey PRIMARY KEY (job_name)
) WITH (fillfactor = 50);
