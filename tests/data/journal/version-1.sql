CREATE TABLE run ( number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, started_at INTEGER NOT NULL, state TEXT NOT NULL, session TEXT NOT NULL, outcome TEXT, environment TEXT NOT NULL, preset TEXT NOT NULL, initiator TEXT NOT NULL, participants TEXT NOT NULL, dry_run INTEGER NOT NULL, failure TEXT NOT NULL, error_text TEXT NOT NULL, attempts INTEGER NOT NULL, duration_ms INTEGER NOT NULL, event_count INTEGER NOT NULL, words TEXT NOT NULL);
CREATE INDEX run_by_start ON run (started_at, number);
CREATE INDEX run_by_state ON run (state);
CREATE TABLE event ( run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE, seq INTEGER NOT NULL, kind TEXT NOT NULL, json TEXT NOT NULL);
CREATE UNIQUE INDEX event_by_run ON event (run, seq);
INSERT INTO run VALUES (1, '0f1e2d3c-0000-4000-8000-000000000001', 1772366400000, 'finished', '5e55104e-0000-4000-8000-000000000001', 'passed', 'sandbox', 'hardened', 'Sat Education', '["Ayla"]', 0, '', '', 1, 2, 2, 'sat education');
INSERT INTO event VALUES (1, 1, 'run.started', '{"run":"0f1e2d3c-0000-4000-8000-000000000001","seq":1,"at":"2026-03-01T12:00:00.000Z","t_ms":0,"kind":"run.started"}');
INSERT INTO event VALUES (1, 2, 'run.finished', '{"run":"0f1e2d3c-0000-4000-8000-000000000001","seq":2,"at":"2026-03-01T12:00:00.002Z","t_ms":2,"kind":"run.finished","outcome":"passed"}');
PRAGMA user_version = 1;
