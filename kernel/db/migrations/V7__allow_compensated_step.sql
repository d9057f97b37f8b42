-- An operator's "compensate" is told from "resolve".
ALTER TABLE kernel.saga_step
    DROP CONSTRAINT saga_step_outcome_check,
    ADD CONSTRAINT saga_step_outcome_check CHECK (outcome IN (
        'done', 'refused', 'timed_out', 'skipped', 'retried', 'parked', 'compensated', 'resolved'
    ));
