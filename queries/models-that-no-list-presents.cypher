// Models that are used but have no entry of their own
// What many stand on and no list presents, by how much is built on it.
// :param limit => 50 | integer | most rows | 20
MATCH (m:Model)<-[r:USES_BACKBONE|USES_ENCODER|USES_GENERATOR|DERIVED_FROM]-(user)
WHERE m.documented = false
WITH m, user, type(r) AS role
ORDER BY role
WITH m, count(DISTINCT user) AS users, collect(DISTINCT role) AS roles
RETURN m.name AS model, m.year AS year, users, roles, m.primarySource AS primarySource
ORDER BY users DESC, model
LIMIT $limit
