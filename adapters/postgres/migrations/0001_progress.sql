-- How far visitors and users have got in docent's tours.
CREATE TABLE IF NOT EXISTS docent_progress (
    -- The SHA-256 of whose progress it is: the key itself is a secret.
    owner bytea NOT NULL,
    -- The tour's id.
    tour text NOT NULL,
    -- Never given twice, so that a row that was deleted and made again is not
    -- taken for the earlier one.
    revision bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    -- As docent encodes it.
    progress bytea NOT NULL,
    saved_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (owner, tour)
);
