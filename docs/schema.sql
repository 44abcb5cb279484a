-- SQLite

CREATE TABLE users (
    id CHAR(32) NOT NULL,
    email TEXT NOT NULL,
    display_name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    roles JSON NOT NULL,
    "plan" TEXT NOT NULL,
    zone TEXT NOT NULL,
    created_at DATETIME NOT NULL,
    revision INTEGER NOT NULL,
    CONSTRAINT pk_users PRIMARY KEY (id),
    CONSTRAINT uq_users_email UNIQUE (email)
);

CREATE TABLE learning_paths (
    id INTEGER NOT NULL,
    slug TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    source_language TEXT NOT NULL,
    target_language TEXT NOT NULL,
    level TEXT NOT NULL,
    unit_count INTEGER NOT NULL,
    lesson_count INTEGER NOT NULL,
    version INTEGER NOT NULL,
    updated_at DATETIME NOT NULL,
    CONSTRAINT pk_learning_paths PRIMARY KEY (id),
    CONSTRAINT uq_learning_paths_slug UNIQUE (slug)
);

CREATE TABLE learning_units (
    id INTEGER NOT NULL,
    path_id INTEGER NOT NULL,
    slug TEXT NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    grammar_note TEXT,
    lesson_count INTEGER NOT NULL,
    retired_at DATETIME, culture_note TEXT,
    CONSTRAINT pk_learning_units PRIMARY KEY (id),
    CONSTRAINT uq_learning_units_path_id UNIQUE (path_id, slug),
    CONSTRAINT fk_learning_units_path_id FOREIGN KEY(path_id) REFERENCES learning_paths (id)
);

CREATE INDEX ix_learning_units_path_id ON learning_units (path_id, position);

CREATE TABLE vocabulary_entries (
    id INTEGER NOT NULL,
    path_id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    term TEXT NOT NULL,
    part_of_speech TEXT NOT NULL,
    translations JSON NOT NULL,
    gender TEXT,
    variants JSON NOT NULL,
    example TEXT,
    example_translation TEXT,
    note TEXT,
    retired_at DATETIME, level TEXT, pronunciation TEXT, forms JSON DEFAULT '[]' NOT NULL,
    CONSTRAINT pk_vocabulary_entries PRIMARY KEY (id),
    CONSTRAINT uq_vocabulary_entries_path_id UNIQUE (path_id, term, part_of_speech),
    CONSTRAINT fk_vocabulary_entries_path_id FOREIGN KEY(path_id) REFERENCES learning_paths (id),
    CONSTRAINT fk_vocabulary_entries_unit_id FOREIGN KEY(unit_id) REFERENCES learning_units (id)
);

CREATE INDEX ix_vocabulary_entries_unit_id ON vocabulary_entries (unit_id);

CREATE TABLE lessons (
    id INTEGER NOT NULL,
    path_id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    slug TEXT NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    objective TEXT NOT NULL,
    introduction TEXT,
    exercise_count INTEGER NOT NULL,
    retired_at DATETIME, dialogue JSON DEFAULT '[]' NOT NULL,
    CONSTRAINT pk_lessons PRIMARY KEY (id),
    CONSTRAINT uq_lessons_path_id UNIQUE (path_id, slug),
    CONSTRAINT fk_lessons_path_id FOREIGN KEY(path_id) REFERENCES learning_paths (id),
    CONSTRAINT fk_lessons_unit_id FOREIGN KEY(unit_id) REFERENCES learning_units (id)
);

CREATE INDEX ix_lessons_unit_id ON lessons (unit_id, position);

CREATE TABLE exercises (
    id INTEGER NOT NULL,
    lesson_id INTEGER NOT NULL,
    slug TEXT NOT NULL,
    position INTEGER NOT NULL,
    version INTEGER NOT NULL,
    content JSON NOT NULL,
    retired_at DATETIME, accepted JSON DEFAULT '[]' NOT NULL, task_since INTEGER DEFAULT 1 NOT NULL,
    CONSTRAINT pk_exercises PRIMARY KEY (id),
    CONSTRAINT uq_exercises_lesson_id UNIQUE (lesson_id, slug),
    CONSTRAINT fk_exercises_lesson_id FOREIGN KEY(lesson_id) REFERENCES lessons (id)
);

CREATE TABLE exercise_attempts (
    id CHAR(32) NOT NULL,
    user_id TEXT NOT NULL,
    exercise_id INTEGER NOT NULL,
    exercise_version INTEGER NOT NULL,
    answer JSON NOT NULL,
    grade JSON NOT NULL,
    answered_at DATETIME NOT NULL,
    zone TEXT NOT NULL,
    local_date DATE NOT NULL,
    duration_ms INTEGER,
    idempotency_key TEXT,
    CONSTRAINT pk_exercise_attempts PRIMARY KEY (id),
    CONSTRAINT uq_exercise_attempts_user_id UNIQUE (user_id, idempotency_key),
    CONSTRAINT fk_exercise_attempts_exercise_id FOREIGN KEY(exercise_id) REFERENCES exercises (id)
);

CREATE INDEX ix_exercise_attempts_user_id ON exercise_attempts (user_id, answered_at);

CREATE TABLE llm_spending (
    id CHAR(32) NOT NULL,
    user_id TEXT NOT NULL,
    task TEXT NOT NULL,
    model TEXT NOT NULL,
    input_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    cached_tokens INTEGER NOT NULL,
    estimated BOOLEAN NOT NULL,
    cost_microdollars INTEGER,
    spent_at DATETIME NOT NULL,
    CONSTRAINT pk_llm_spending PRIMARY KEY (id)
);

CREATE INDEX ix_llm_spending_user_id ON llm_spending (user_id, spent_at);

CREATE INDEX ix_exercise_attempts_exercise_id ON exercise_attempts (exercise_id, id);

CREATE TABLE answer_reports (
    attempt_id CHAR(32) NOT NULL,
    user_id TEXT NOT NULL,
    exercise_id INTEGER NOT NULL,
    exercise_version INTEGER NOT NULL,
    answer JSON NOT NULL,
    note TEXT,
    status TEXT NOT NULL,
    reported_at DATETIME NOT NULL,
    decided_by TEXT,
    decided_at DATETIME,
    CONSTRAINT pk_answer_reports PRIMARY KEY (attempt_id),
    CONSTRAINT fk_answer_reports_attempt_id FOREIGN KEY(attempt_id) REFERENCES exercise_attempts (id),
    CONSTRAINT fk_answer_reports_exercise_id FOREIGN KEY(exercise_id) REFERENCES exercises (id)
);

CREATE INDEX ix_answer_reports_status ON answer_reports (status, attempt_id);

CREATE TABLE attempt_regrades (
    attempt_id CHAR(32) NOT NULL,
    exercise_version INTEGER NOT NULL,
    grade JSON NOT NULL,
    regraded_at DATETIME NOT NULL,
    CONSTRAINT pk_attempt_regrades PRIMARY KEY (attempt_id),
    CONSTRAINT fk_attempt_regrades_attempt_id FOREIGN KEY(attempt_id) REFERENCES exercise_attempts (id)
);

-- PostgreSQL

CREATE TABLE learning_paths (
    id BIGSERIAL NOT NULL,
    slug TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    source_language TEXT NOT NULL,
    target_language TEXT NOT NULL,
    level TEXT NOT NULL,
    unit_count INTEGER NOT NULL,
    lesson_count INTEGER NOT NULL,
    version INTEGER NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_learning_paths PRIMARY KEY (id),
    CONSTRAINT uq_learning_paths_slug UNIQUE (slug)
);

CREATE TABLE llm_spending (
    id UUID NOT NULL,
    user_id TEXT NOT NULL,
    task TEXT NOT NULL,
    model TEXT NOT NULL,
    input_tokens BIGINT NOT NULL,
    output_tokens BIGINT NOT NULL,
    cached_tokens BIGINT NOT NULL,
    estimated BOOLEAN NOT NULL,
    cost_microdollars BIGINT,
    spent_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_llm_spending PRIMARY KEY (id)
);

CREATE INDEX ix_llm_spending_user_id ON llm_spending (user_id, spent_at);

CREATE TABLE users (
    id UUID NOT NULL,
    email TEXT NOT NULL,
    display_name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    roles JSONB NOT NULL,
    plan TEXT NOT NULL,
    zone TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    revision INTEGER NOT NULL,
    CONSTRAINT pk_users PRIMARY KEY (id),
    CONSTRAINT uq_users_email UNIQUE (email)
);

CREATE TABLE learning_units (
    id BIGSERIAL NOT NULL,
    path_id BIGINT NOT NULL,
    slug TEXT NOT NULL,
    position BIGINT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    grammar_note TEXT,
    culture_note TEXT,
    lesson_count INTEGER NOT NULL,
    retired_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_learning_units PRIMARY KEY (id),
    CONSTRAINT uq_learning_units_path_id UNIQUE (path_id, slug),
    CONSTRAINT fk_learning_units_path_id FOREIGN KEY(path_id) REFERENCES learning_paths (id)
);

CREATE INDEX ix_learning_units_path_id ON learning_units (path_id, position);

CREATE TABLE lessons (
    id BIGSERIAL NOT NULL,
    path_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL,
    slug TEXT NOT NULL,
    position BIGINT NOT NULL,
    title TEXT NOT NULL,
    objective TEXT NOT NULL,
    introduction TEXT,
    dialogue JSONB DEFAULT '[]' NOT NULL,
    exercise_count INTEGER NOT NULL,
    retired_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_lessons PRIMARY KEY (id),
    CONSTRAINT uq_lessons_path_id UNIQUE (path_id, slug),
    CONSTRAINT fk_lessons_path_id FOREIGN KEY(path_id) REFERENCES learning_paths (id),
    CONSTRAINT fk_lessons_unit_id FOREIGN KEY(unit_id) REFERENCES learning_units (id)
);

CREATE INDEX ix_lessons_unit_id ON lessons (unit_id, position);

CREATE TABLE vocabulary_entries (
    id BIGSERIAL NOT NULL,
    path_id BIGINT NOT NULL,
    unit_id BIGINT NOT NULL,
    position BIGINT NOT NULL,
    term TEXT NOT NULL,
    part_of_speech TEXT NOT NULL,
    translations JSONB NOT NULL,
    gender TEXT,
    level TEXT,
    pronunciation TEXT,
    forms JSONB DEFAULT '[]' NOT NULL,
    variants JSONB NOT NULL,
    example TEXT,
    example_translation TEXT,
    note TEXT,
    retired_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_vocabulary_entries PRIMARY KEY (id),
    CONSTRAINT uq_vocabulary_entries_path_id UNIQUE (path_id, term, part_of_speech),
    CONSTRAINT fk_vocabulary_entries_path_id FOREIGN KEY(path_id) REFERENCES learning_paths (id),
    CONSTRAINT fk_vocabulary_entries_unit_id FOREIGN KEY(unit_id) REFERENCES learning_units (id)
);

CREATE INDEX ix_vocabulary_entries_unit_id ON vocabulary_entries (unit_id);

CREATE TABLE exercises (
    id BIGSERIAL NOT NULL,
    lesson_id BIGINT NOT NULL,
    slug TEXT NOT NULL,
    position BIGINT NOT NULL,
    version INTEGER NOT NULL,
    content JSONB NOT NULL,
    accepted JSONB DEFAULT '[]' NOT NULL,
    task_since INTEGER DEFAULT 1 NOT NULL,
    retired_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_exercises PRIMARY KEY (id),
    CONSTRAINT uq_exercises_lesson_id UNIQUE (lesson_id, slug),
    CONSTRAINT fk_exercises_lesson_id FOREIGN KEY(lesson_id) REFERENCES lessons (id)
);

CREATE TABLE exercise_attempts (
    id UUID NOT NULL,
    user_id TEXT NOT NULL,
    exercise_id BIGINT NOT NULL,
    exercise_version INTEGER NOT NULL,
    answer JSONB NOT NULL,
    grade JSONB NOT NULL,
    answered_at TIMESTAMP WITH TIME ZONE NOT NULL,
    zone TEXT NOT NULL,
    local_date DATE NOT NULL,
    duration_ms INTEGER,
    idempotency_key TEXT,
    CONSTRAINT pk_exercise_attempts PRIMARY KEY (id),
    CONSTRAINT uq_exercise_attempts_user_id UNIQUE (user_id, idempotency_key),
    CONSTRAINT fk_exercise_attempts_exercise_id FOREIGN KEY(exercise_id) REFERENCES exercises (id)
);

CREATE INDEX ix_exercise_attempts_exercise_id ON exercise_attempts (exercise_id, id);

CREATE INDEX ix_exercise_attempts_user_id ON exercise_attempts (user_id, answered_at);

CREATE TABLE answer_reports (
    attempt_id UUID NOT NULL,
    user_id TEXT NOT NULL,
    exercise_id BIGINT NOT NULL,
    exercise_version INTEGER NOT NULL,
    answer JSONB NOT NULL,
    note TEXT,
    status TEXT NOT NULL,
    reported_at TIMESTAMP WITH TIME ZONE NOT NULL,
    decided_by TEXT,
    decided_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_answer_reports PRIMARY KEY (attempt_id),
    CONSTRAINT fk_answer_reports_attempt_id FOREIGN KEY(attempt_id) REFERENCES exercise_attempts (id),
    CONSTRAINT fk_answer_reports_exercise_id FOREIGN KEY(exercise_id) REFERENCES exercises (id)
);

CREATE INDEX ix_answer_reports_status ON answer_reports (status, attempt_id);

CREATE TABLE attempt_regrades (
    attempt_id UUID NOT NULL,
    exercise_version INTEGER NOT NULL,
    grade JSONB NOT NULL,
    regraded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_attempt_regrades PRIMARY KEY (attempt_id),
    CONSTRAINT fk_attempt_regrades_attempt_id FOREIGN KEY(attempt_id) REFERENCES exercise_attempts (id)
);
