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
    retired_at DATETIME, culture_note TEXT, role TEXT DEFAULT 'required' NOT NULL, prerequisites JSON,
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

CREATE TABLE learners (
    user_id TEXT NOT NULL,
    last_number INTEGER DEFAULT 0 NOT NULL,
    points INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT pk_learners PRIMARY KEY (user_id)
);

CREATE TABLE events (
    id CHAR(32) NOT NULL,
    user_id TEXT NOT NULL,
    "key" TEXT NOT NULL,
    type TEXT NOT NULL,
    fact JSON NOT NULL,
    occurred_at DATETIME NOT NULL,
    zone TEXT NOT NULL,
    local_date DATE NOT NULL,
    recorded_at DATETIME NOT NULL,
    fingerprint TEXT,
    number INTEGER,
    CONSTRAINT pk_events PRIMARY KEY (id),
    CONSTRAINT uq_events_user_id UNIQUE (user_id, "key")
);

CREATE UNIQUE INDEX ix_events_news ON events (user_id, number);

CREATE INDEX ix_events_history ON events (user_id, id);

CREATE TABLE user_progress (
    user_id TEXT NOT NULL,
    path_id INTEGER NOT NULL,
    enrolled_at DATETIME NOT NULL,
    last_used_at DATETIME NOT NULL,
    lessons_completed INTEGER NOT NULL,
    units_completed INTEGER NOT NULL,
    completed_at DATETIME,
    completed_zone TEXT,
    CONSTRAINT pk_user_progress PRIMARY KEY (user_id, path_id),
    CONSTRAINT fk_user_progress_path_id FOREIGN KEY(path_id) REFERENCES learning_paths (id)
);

CREATE INDEX ix_user_progress_path_id ON user_progress (path_id, user_id);

CREATE TABLE user_unit_progress (
    user_id TEXT NOT NULL,
    unit_id INTEGER NOT NULL,
    lessons_completed INTEGER NOT NULL,
    right_count INTEGER NOT NULL,
    exercise_count INTEGER NOT NULL,
    started BOOLEAN NOT NULL,
    completed_at DATETIME,
    completed_zone TEXT,
    unlocked_at DATETIME,
    CONSTRAINT pk_user_unit_progress PRIMARY KEY (user_id, unit_id),
    CONSTRAINT fk_user_unit_progress_unit_id FOREIGN KEY(unit_id) REFERENCES learning_units (id)
);

CREATE TABLE user_lesson_progress (
    user_id TEXT NOT NULL,
    lesson_id INTEGER NOT NULL,
    editions JSON NOT NULL,
    right_count INTEGER NOT NULL,
    completed_at DATETIME,
    completed_zone TEXT,
    CONSTRAINT pk_user_lesson_progress PRIMARY KEY (user_id, lesson_id),
    CONSTRAINT fk_user_lesson_progress_lesson_id FOREIGN KEY(lesson_id) REFERENCES lessons (id)
);

CREATE TABLE user_content_completions (
    user_id TEXT NOT NULL,
    exercise_id INTEGER NOT NULL,
    lesson_id INTEGER NOT NULL,
    answered_at DATETIME,
    answered_zone TEXT,
    right_at DATETIME,
    right_zone TEXT,
    CONSTRAINT pk_user_content_completions PRIMARY KEY (user_id, exercise_id),
    CONSTRAINT fk_user_content_completions_exercise_id FOREIGN KEY(exercise_id) REFERENCES exercises (id),
    CONSTRAINT fk_user_content_completions_lesson_id FOREIGN KEY(lesson_id) REFERENCES lessons (id)
);

CREATE INDEX ix_user_content_completions_user_id ON user_content_completions (user_id, lesson_id);

CREATE TABLE xp_ledger (
    user_id TEXT NOT NULL,
    rule TEXT NOT NULL,
    source TEXT NOT NULL,
    points INTEGER NOT NULL,
    earned_at DATETIME NOT NULL,
    zone TEXT NOT NULL,
    local_date DATE NOT NULL,
    recorded_at DATETIME NOT NULL,
    CONSTRAINT pk_xp_ledger PRIMARY KEY (user_id, rule, source)
);

CREATE INDEX ix_xp_ledger_user_id ON xp_ledger (user_id, earned_at);

CREATE TABLE streak_freezes (
    user_id TEXT NOT NULL,
    day DATE NOT NULL,
    frozen_at DATETIME NOT NULL,
    CONSTRAINT pk_streak_freezes PRIMARY KEY (user_id, day)
);

CREATE TABLE user_achievements (
    user_id TEXT NOT NULL,
    achievement TEXT NOT NULL,
    earned_at DATETIME NOT NULL,
    zone TEXT NOT NULL,
    recorded_at DATETIME NOT NULL,
    CONSTRAINT pk_user_achievements PRIMARY KEY (user_id, achievement)
);

CREATE TABLE learning_facts (
    event_id CHAR(32) NOT NULL,
    user_id TEXT NOT NULL,
    type TEXT NOT NULL,
    occurred_at DATETIME NOT NULL,
    local_date DATE NOT NULL,
    path_id INTEGER,
    unit_id INTEGER,
    lesson_id INTEGER,
    answered INTEGER,
    "right" INTEGER,
    duration_ms INTEGER,
    CONSTRAINT pk_learning_facts PRIMARY KEY (event_id),
    CONSTRAINT fk_learning_facts_event_id FOREIGN KEY(event_id) REFERENCES events (id),
    CONSTRAINT fk_learning_facts_path_id FOREIGN KEY(path_id) REFERENCES learning_paths (id),
    CONSTRAINT fk_learning_facts_unit_id FOREIGN KEY(unit_id) REFERENCES learning_units (id),
    CONSTRAINT fk_learning_facts_lesson_id FOREIGN KEY(lesson_id) REFERENCES lessons (id)
);

CREATE INDEX ix_learning_facts_user_id ON learning_facts (user_id, event_id);

CREATE INDEX ix_learning_facts_path_id ON learning_facts (path_id, local_date);

CREATE TABLE work_items (
    id CHAR(32) NOT NULL,
    queue TEXT NOT NULL,
    kind TEXT NOT NULL,
    ref TEXT NOT NULL,
    user_id TEXT,
    priority INTEGER NOT NULL,
    status TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    max_attempts INTEGER NOT NULL,
    created_at DATETIME NOT NULL,
    run_at DATETIME NOT NULL,
    lease_until DATETIME,
    owner TEXT,
    dispatched_at DATETIME,
    finished_at DATETIME,
    progress INTEGER,
    last_error TEXT,
    CONSTRAINT pk_work_items PRIMARY KEY (id),
    CONSTRAINT uq_work_items_queue UNIQUE (queue, ref)
);

CREATE INDEX ix_work_items_due ON work_items (queue, priority DESC, run_at) WHERE status = 'queued';

CREATE INDEX ix_work_items_waiting ON work_items (queue, run_at) WHERE status = 'queued';

CREATE INDEX ix_work_items_dispatched ON work_items (queue, dispatched_at) WHERE status = 'queued' AND dispatched_at IS NOT NULL;

CREATE INDEX ix_work_items_leased ON work_items (queue, lease_until) WHERE status = 'running';

CREATE INDEX ix_work_items_user ON work_items (user_id, queue) WHERE status IN ('queued', 'running');

CREATE INDEX ix_work_items_finished ON work_items (finished_at) WHERE status IN ('succeeded', 'cancelled');

CREATE TABLE work_failures (
    item_id CHAR(32) NOT NULL,
    attempt INTEGER NOT NULL,
    owner TEXT,
    failed_at DATETIME NOT NULL,
    error TEXT NOT NULL,
    CONSTRAINT pk_work_failures PRIMARY KEY (item_id, attempt),
    CONSTRAINT fk_work_failures_item_id FOREIGN KEY(item_id) REFERENCES work_items (id)
);

CREATE TABLE work_schedules (
    name TEXT NOT NULL,
    cron TEXT NOT NULL,
    next_run_at DATETIME NOT NULL,
    CONSTRAINT pk_work_schedules PRIMARY KEY (name)
);

CREATE TABLE llm_spending (
    id CHAR(32) NOT NULL,
    user_id TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    organisation TEXT,
    period TEXT NOT NULL,
    task TEXT NOT NULL,
    model TEXT NOT NULL,
    reason TEXT NOT NULL,
    price_input INTEGER NOT NULL,
    price_cached_input INTEGER NOT NULL,
    price_output INTEGER NOT NULL,
    held INTEGER NOT NULL,
    begun_at DATETIME NOT NULL,
    expires_at DATETIME NOT NULL,
    status TEXT NOT NULL,
    input_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    cached_tokens INTEGER NOT NULL,
    estimated BOOLEAN NOT NULL,
    spent INTEGER NOT NULL,
    ended_at DATETIME,
    failure TEXT,
    CONSTRAINT pk_llm_spending PRIMARY KEY (id)
);

CREATE INDEX ix_llm_spending_user_id ON llm_spending (user_id, begun_at);

CREATE INDEX ix_llm_spending_open ON llm_spending (expires_at) WHERE status IN ('held', 'dispatched');

CREATE INDEX ix_llm_spending_ended ON llm_spending (ended_at) WHERE status IN ('settled', 'estimated');

CREATE TABLE spending_budgets (
    scope_kind TEXT NOT NULL,
    scope_name TEXT NOT NULL,
    period TEXT NOT NULL,
    spent INTEGER NOT NULL,
    held INTEGER NOT NULL,
    CONSTRAINT pk_spending_budgets PRIMARY KEY (scope_kind, scope_name, period)
);

CREATE TABLE spending_caps (
    scope_kind TEXT NOT NULL,
    scope_name TEXT NOT NULL,
    microdollars INTEGER NOT NULL,
    CONSTRAINT pk_spending_caps PRIMARY KEY (scope_kind, scope_name)
);

CREATE TABLE spending_plans (
    name TEXT NOT NULL,
    rank INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    burst INTEGER NOT NULL,
    budget INTEGER NOT NULL,
    models JSON NOT NULL,
    revision INTEGER NOT NULL,
    CONSTRAINT pk_spending_plans PRIMARY KEY (name)
);

CREATE TABLE spending_accounts (
    user_id TEXT NOT NULL,
    "plan" TEXT,
    organisation TEXT,
    budget INTEGER,
    revision INTEGER NOT NULL,
    CONSTRAINT pk_spending_accounts PRIMARY KEY (user_id)
);

CREATE TABLE spending_days (
    day DATE NOT NULL,
    organisation TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    task TEXT NOT NULL,
    model TEXT NOT NULL,
    calls INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    estimated INTEGER NOT NULL,
    input_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    cached_tokens INTEGER NOT NULL,
    spent INTEGER NOT NULL,
    cache_hits INTEGER NOT NULL,
    saved INTEGER NOT NULL,
    CONSTRAINT pk_spending_days PRIMARY KEY (day, organisation, "plan", task, model)
)
 WITHOUT ROWID;

CREATE TABLE spending_users (
    user_id TEXT NOT NULL,
    day DATE NOT NULL,
    organisation TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    task TEXT NOT NULL,
    model TEXT NOT NULL,
    calls INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    estimated INTEGER NOT NULL,
    input_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    cached_tokens INTEGER NOT NULL,
    spent INTEGER NOT NULL,
    cache_hits INTEGER NOT NULL,
    saved INTEGER NOT NULL,
    CONSTRAINT pk_spending_users PRIMARY KEY (user_id, day, organisation, "plan", task, model)
)
 WITHOUT ROWID;

CREATE TABLE spending_weeks (
    week DATE NOT NULL,
    user_id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    calls INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    estimated INTEGER NOT NULL,
    input_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    cached_tokens INTEGER NOT NULL,
    spent INTEGER NOT NULL,
    cache_hits INTEGER NOT NULL,
    saved INTEGER NOT NULL,
    CONSTRAINT pk_spending_weeks PRIMARY KEY (week, user_id, organisation, "plan")
)
 WITHOUT ROWID;

CREATE INDEX ix_spending_users_day ON spending_users (day, user_id, spent);

CREATE TABLE rate_limits (
    "key" TEXT NOT NULL,
    used_until DATETIME NOT NULL,
    CONSTRAINT pk_rate_limits PRIMARY KEY ("key")
);

CREATE INDEX ix_rate_limits_used_until ON rate_limits (used_until);

-- PostgreSQL

CREATE TABLE events (
    id UUID NOT NULL,
    user_id TEXT NOT NULL,
    key TEXT NOT NULL,
    type TEXT NOT NULL,
    fact JSONB NOT NULL,
    occurred_at TIMESTAMP WITH TIME ZONE NOT NULL,
    zone TEXT NOT NULL,
    local_date DATE NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    fingerprint TEXT,
    number INTEGER,
    CONSTRAINT pk_events PRIMARY KEY (id),
    CONSTRAINT uq_events_user_id UNIQUE (user_id, key)
);

CREATE INDEX ix_events_history ON events (user_id, id);

CREATE UNIQUE INDEX ix_events_news ON events (user_id, number);

CREATE TABLE learners (
    user_id TEXT NOT NULL,
    last_number INTEGER DEFAULT 0 NOT NULL,
    points INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT pk_learners PRIMARY KEY (user_id)
);

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
    plan TEXT NOT NULL,
    organisation TEXT,
    period TEXT NOT NULL,
    task TEXT NOT NULL,
    model TEXT NOT NULL,
    reason TEXT NOT NULL,
    price_input BIGINT NOT NULL,
    price_cached_input BIGINT NOT NULL,
    price_output BIGINT NOT NULL,
    held BIGINT NOT NULL,
    begun_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    status TEXT NOT NULL,
    input_tokens BIGINT NOT NULL,
    output_tokens BIGINT NOT NULL,
    cached_tokens BIGINT NOT NULL,
    estimated BOOLEAN NOT NULL,
    spent BIGINT NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    failure TEXT,
    CONSTRAINT pk_llm_spending PRIMARY KEY (id)
);

CREATE INDEX ix_llm_spending_ended ON llm_spending (ended_at) WHERE status IN ('settled', 'estimated');

CREATE INDEX ix_llm_spending_open ON llm_spending (expires_at) WHERE status IN ('held', 'dispatched');

CREATE INDEX ix_llm_spending_user_id ON llm_spending (user_id, begun_at);

CREATE TABLE rate_limits (
    key TEXT NOT NULL,
    used_until TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_rate_limits PRIMARY KEY (key)
);

CREATE INDEX ix_rate_limits_used_until ON rate_limits (used_until);

CREATE TABLE spending_accounts (
    user_id TEXT NOT NULL,
    plan TEXT,
    organisation TEXT,
    budget BIGINT,
    revision INTEGER NOT NULL,
    CONSTRAINT pk_spending_accounts PRIMARY KEY (user_id)
);

CREATE TABLE spending_budgets (
    scope_kind TEXT NOT NULL,
    scope_name TEXT NOT NULL,
    period TEXT NOT NULL,
    spent BIGINT NOT NULL,
    held BIGINT NOT NULL,
    CONSTRAINT pk_spending_budgets PRIMARY KEY (scope_kind, scope_name, period)
);

CREATE TABLE spending_caps (
    scope_kind TEXT NOT NULL,
    scope_name TEXT NOT NULL,
    microdollars BIGINT NOT NULL,
    CONSTRAINT pk_spending_caps PRIMARY KEY (scope_kind, scope_name)
);

CREATE TABLE spending_days (
    day DATE NOT NULL,
    organisation TEXT NOT NULL,
    plan TEXT NOT NULL,
    task TEXT NOT NULL,
    model TEXT NOT NULL,
    calls BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    estimated BIGINT NOT NULL,
    input_tokens BIGINT NOT NULL,
    output_tokens BIGINT NOT NULL,
    cached_tokens BIGINT NOT NULL,
    spent BIGINT NOT NULL,
    cache_hits BIGINT NOT NULL,
    saved BIGINT NOT NULL,
    CONSTRAINT pk_spending_days PRIMARY KEY (day, organisation, plan, task, model)
);

CREATE TABLE spending_plans (
    name TEXT NOT NULL,
    rank INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    burst INTEGER NOT NULL,
    budget BIGINT NOT NULL,
    models JSONB NOT NULL,
    revision INTEGER NOT NULL,
    CONSTRAINT pk_spending_plans PRIMARY KEY (name)
);

CREATE TABLE spending_users (
    user_id TEXT NOT NULL,
    day DATE NOT NULL,
    organisation TEXT NOT NULL,
    plan TEXT NOT NULL,
    task TEXT NOT NULL,
    model TEXT NOT NULL,
    calls BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    estimated BIGINT NOT NULL,
    input_tokens BIGINT NOT NULL,
    output_tokens BIGINT NOT NULL,
    cached_tokens BIGINT NOT NULL,
    spent BIGINT NOT NULL,
    cache_hits BIGINT NOT NULL,
    saved BIGINT NOT NULL,
    CONSTRAINT pk_spending_users PRIMARY KEY (user_id, day, organisation, plan, task, model)
);

CREATE INDEX ix_spending_users_day ON spending_users (day, user_id, spent);

CREATE TABLE spending_weeks (
    week DATE NOT NULL,
    user_id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    plan TEXT NOT NULL,
    calls BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    estimated BIGINT NOT NULL,
    input_tokens BIGINT NOT NULL,
    output_tokens BIGINT NOT NULL,
    cached_tokens BIGINT NOT NULL,
    spent BIGINT NOT NULL,
    cache_hits BIGINT NOT NULL,
    saved BIGINT NOT NULL,
    CONSTRAINT pk_spending_weeks PRIMARY KEY (week, user_id, organisation, plan)
);

CREATE TABLE streak_freezes (
    user_id TEXT NOT NULL,
    day DATE NOT NULL,
    frozen_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_streak_freezes PRIMARY KEY (user_id, day)
);

CREATE TABLE user_achievements (
    user_id TEXT NOT NULL,
    achievement TEXT NOT NULL,
    earned_at TIMESTAMP WITH TIME ZONE NOT NULL,
    zone TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_user_achievements PRIMARY KEY (user_id, achievement)
);

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

CREATE TABLE work_items (
    id UUID NOT NULL,
    queue TEXT NOT NULL,
    kind TEXT NOT NULL,
    ref TEXT NOT NULL,
    user_id TEXT,
    priority INTEGER NOT NULL,
    status TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    max_attempts INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    run_at TIMESTAMP WITH TIME ZONE NOT NULL,
    lease_until TIMESTAMP WITH TIME ZONE,
    owner TEXT,
    dispatched_at TIMESTAMP WITH TIME ZONE,
    finished_at TIMESTAMP WITH TIME ZONE,
    progress INTEGER,
    last_error TEXT,
    CONSTRAINT pk_work_items PRIMARY KEY (id),
    CONSTRAINT uq_work_items_queue UNIQUE (queue, ref)
);

CREATE INDEX ix_work_items_dispatched ON work_items (queue, dispatched_at) WHERE status = 'queued' AND dispatched_at IS NOT NULL;

CREATE INDEX ix_work_items_due ON work_items (queue, priority DESC, run_at) WHERE status = 'queued';

CREATE INDEX ix_work_items_finished ON work_items (finished_at) WHERE status IN ('succeeded', 'cancelled');

CREATE INDEX ix_work_items_leased ON work_items (queue, lease_until) WHERE status = 'running';

CREATE INDEX ix_work_items_user ON work_items (user_id, queue) WHERE status IN ('queued', 'running');

CREATE INDEX ix_work_items_waiting ON work_items (queue, run_at) WHERE status = 'queued';

CREATE TABLE work_schedules (
    name TEXT NOT NULL,
    cron TEXT NOT NULL,
    next_run_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_work_schedules PRIMARY KEY (name)
);

CREATE TABLE xp_ledger (
    user_id TEXT NOT NULL,
    rule TEXT NOT NULL,
    source TEXT NOT NULL,
    points INTEGER NOT NULL,
    earned_at TIMESTAMP WITH TIME ZONE NOT NULL,
    zone TEXT NOT NULL,
    local_date DATE NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_xp_ledger PRIMARY KEY (user_id, rule, source)
);

CREATE INDEX ix_xp_ledger_user_id ON xp_ledger (user_id, earned_at);

CREATE TABLE learning_units (
    id BIGSERIAL NOT NULL,
    path_id BIGINT NOT NULL,
    slug TEXT NOT NULL,
    position BIGINT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    role TEXT DEFAULT 'required' NOT NULL,
    prerequisites JSONB,
    grammar_note TEXT,
    culture_note TEXT,
    lesson_count INTEGER NOT NULL,
    retired_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_learning_units PRIMARY KEY (id),
    CONSTRAINT uq_learning_units_path_id UNIQUE (path_id, slug),
    CONSTRAINT fk_learning_units_path_id FOREIGN KEY(path_id) REFERENCES learning_paths (id)
);

CREATE INDEX ix_learning_units_path_id ON learning_units (path_id, position);

CREATE TABLE user_progress (
    user_id TEXT NOT NULL,
    path_id BIGINT NOT NULL,
    enrolled_at TIMESTAMP WITH TIME ZONE NOT NULL,
    last_used_at TIMESTAMP WITH TIME ZONE NOT NULL,
    lessons_completed INTEGER NOT NULL,
    units_completed INTEGER NOT NULL,
    completed_at TIMESTAMP WITH TIME ZONE,
    completed_zone TEXT,
    CONSTRAINT pk_user_progress PRIMARY KEY (user_id, path_id),
    CONSTRAINT fk_user_progress_path_id FOREIGN KEY(path_id) REFERENCES learning_paths (id)
);

CREATE INDEX ix_user_progress_path_id ON user_progress (path_id, user_id);

CREATE TABLE work_failures (
    item_id UUID NOT NULL,
    attempt INTEGER NOT NULL,
    owner TEXT,
    failed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    error TEXT NOT NULL,
    CONSTRAINT pk_work_failures PRIMARY KEY (item_id, attempt),
    CONSTRAINT fk_work_failures_item_id FOREIGN KEY(item_id) REFERENCES work_items (id)
);

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

CREATE TABLE user_unit_progress (
    user_id TEXT NOT NULL,
    unit_id BIGINT NOT NULL,
    lessons_completed INTEGER NOT NULL,
    right_count INTEGER NOT NULL,
    exercise_count INTEGER NOT NULL,
    started BOOLEAN NOT NULL,
    completed_at TIMESTAMP WITH TIME ZONE,
    completed_zone TEXT,
    unlocked_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_user_unit_progress PRIMARY KEY (user_id, unit_id),
    CONSTRAINT fk_user_unit_progress_unit_id FOREIGN KEY(unit_id) REFERENCES learning_units (id)
);

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

CREATE TABLE learning_facts (
    event_id UUID NOT NULL,
    user_id TEXT NOT NULL,
    type TEXT NOT NULL,
    occurred_at TIMESTAMP WITH TIME ZONE NOT NULL,
    local_date DATE NOT NULL,
    path_id BIGINT,
    unit_id BIGINT,
    lesson_id BIGINT,
    answered INTEGER,
    "right" INTEGER,
    duration_ms INTEGER,
    CONSTRAINT pk_learning_facts PRIMARY KEY (event_id),
    CONSTRAINT fk_learning_facts_event_id FOREIGN KEY(event_id) REFERENCES events (id),
    CONSTRAINT fk_learning_facts_path_id FOREIGN KEY(path_id) REFERENCES learning_paths (id),
    CONSTRAINT fk_learning_facts_unit_id FOREIGN KEY(unit_id) REFERENCES learning_units (id),
    CONSTRAINT fk_learning_facts_lesson_id FOREIGN KEY(lesson_id) REFERENCES lessons (id)
);

CREATE INDEX ix_learning_facts_path_id ON learning_facts (path_id, local_date);

CREATE INDEX ix_learning_facts_user_id ON learning_facts (user_id, event_id);

CREATE TABLE user_lesson_progress (
    user_id TEXT NOT NULL,
    lesson_id BIGINT NOT NULL,
    editions JSONB NOT NULL,
    right_count INTEGER NOT NULL,
    completed_at TIMESTAMP WITH TIME ZONE,
    completed_zone TEXT,
    CONSTRAINT pk_user_lesson_progress PRIMARY KEY (user_id, lesson_id),
    CONSTRAINT fk_user_lesson_progress_lesson_id FOREIGN KEY(lesson_id) REFERENCES lessons (id)
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

CREATE TABLE user_content_completions (
    user_id TEXT NOT NULL,
    exercise_id BIGINT NOT NULL,
    lesson_id BIGINT NOT NULL,
    answered_at TIMESTAMP WITH TIME ZONE,
    answered_zone TEXT,
    right_at TIMESTAMP WITH TIME ZONE,
    right_zone TEXT,
    CONSTRAINT pk_user_content_completions PRIMARY KEY (user_id, exercise_id),
    CONSTRAINT fk_user_content_completions_exercise_id FOREIGN KEY(exercise_id) REFERENCES exercises (id),
    CONSTRAINT fk_user_content_completions_lesson_id FOREIGN KEY(lesson_id) REFERENCES lessons (id)
);

CREATE INDEX ix_user_content_completions_user_id ON user_content_completions (user_id, lesson_id);

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
