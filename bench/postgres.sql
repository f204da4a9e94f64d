-- The same transfer in PostgreSQL: one function call, everything in one commit. The schema is meant to be fast: keys that
-- only grow, indexes only where something is looked up (an account's history, an idempotency key), balances that can be
-- updated in their page. There is no hash chain over the audit records, which would serialize the writers.
CREATE TABLE accounts (id bigserial PRIMARY KEY, kind smallint NOT NULL, currency text NOT NULL);
CREATE TABLE balances (
    account bigint PRIMARY KEY REFERENCES accounts,
    posted bigint NOT NULL,
    day_out bigint NOT NULL DEFAULT 0,
    month_out bigint NOT NULL DEFAULT 0,
    entries bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);
CREATE TABLE transfers (
    id bigserial PRIMARY KEY,
    debit bigint NOT NULL,
    credit bigint NOT NULL,
    amount bigint NOT NULL,
    kind smallint NOT NULL,
    at timestamptz NOT NULL
);
CREATE TABLE entries (account bigint NOT NULL, transfer bigint NOT NULL, amount bigint NOT NULL, PRIMARY KEY (account, transfer));
CREATE TABLE idempotency (
    key uuid PRIMARY KEY,
    input bigint NOT NULL,
    at timestamptz NOT NULL,
    outcome bigint NOT NULL
);
CREATE TABLE audit (
    id bigserial PRIMARY KEY,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    client text,
    action smallint NOT NULL,
    object bigint NOT NULL,
    outcome smallint NOT NULL
);
CREATE TABLE outbox (
    id bigserial PRIMARY KEY,
    at timestamptz NOT NULL,
    kind smallint NOT NULL,
    object bigint NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    due timestamptz NOT NULL
);

INSERT INTO accounts (kind, currency) SELECT 0, 'USD' FROM generate_series(1, 1000);
INSERT INTO balances (account, posted) SELECT id, 1000000000000 FROM accounts;

CREATE FUNCTION transfer(from_account bigint, to_account bigint, moved bigint, used_key uuid, used_input bigint)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    known idempotency%ROWTYPE;
    made bigint;
    held bigint;
    moment timestamptz := now();
BEGIN
    SELECT * INTO known FROM idempotency WHERE key = used_key;
    IF FOUND THEN
        IF known.input <> used_input THEN RAISE EXCEPTION 'the key was used with another request'; END IF;
        RETURN known.outcome;
    END IF;
    -- Row locks in the order of the account numbers, so that two transfers never wait for each other in a circle.
    IF from_account < to_account THEN
        UPDATE balances SET posted = posted - moved, day_out = day_out + moved, month_out = month_out + moved,
            entries = entries + 1 WHERE account = from_account RETURNING posted INTO held;
        UPDATE balances SET posted = posted + moved, entries = entries + 1 WHERE account = to_account;
    ELSE
        UPDATE balances SET posted = posted + moved, entries = entries + 1 WHERE account = to_account;
        UPDATE balances SET posted = posted - moved, day_out = day_out + moved, month_out = month_out + moved,
            entries = entries + 1 WHERE account = from_account RETURNING posted INTO held;
    END IF;
    IF held IS NULL OR held < 0 THEN RAISE EXCEPTION 'the wallet does not hold enough'; END IF;
    INSERT INTO transfers (debit, credit, amount, kind, at) VALUES (from_account, to_account, moved, 0, moment)
        RETURNING id INTO made;
    INSERT INTO entries VALUES (from_account, made, -moved), (to_account, made, moved);
    INSERT INTO idempotency VALUES (used_key, used_input, moment, made);
    INSERT INTO audit (at, actor, client, action, object, outcome)
        VALUES (moment, 'u/@user' || from_account || ':bench.example', 'bench', 20, made, 0);
    INSERT INTO outbox (at, kind, object, due) VALUES (moment, 0, made, moment);
    RETURN made;
END $$;
VACUUM ANALYZE;
