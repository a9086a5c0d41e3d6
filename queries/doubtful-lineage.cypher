// Lineage on thin ice
// Lineage that no list states in so many words, the least certain first.
// :param below => 0.95 | float | confidence below this | 0.8
// :param limit => 50 | integer | most rows | 20
MATCH path = (a:Model|Paper)-[r:USES_BACKBONE|USES_ENCODER|USES_GENERATOR|DERIVED_FROM]->(b:Model)
WHERE r.confidence < $below
RETURN path, a.name AS system, type(r) AS relation, b.name AS part, r.confidence AS confidence, r.rules AS rules, r.sources AS sources
ORDER BY confidence, system, part
LIMIT $limit
