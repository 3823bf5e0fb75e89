-- migrator: message statistics of what was moved about
-- migrator: transactional false

-- What an upgrade has filled is unknown to the planner of queries until somebody looks.
analyze;
