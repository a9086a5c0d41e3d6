// Systems made of the most parts
// Models by the number of other models that they are made of.
// :param parts => 3 | integer | at least so many | 2
// :param limit => 30 | integer | most systems | 10
MATCH (system:Model)
WITH system, COUNT { (system)-[:USES_BACKBONE|USES_ENCODER|USES_GENERATOR|DERIVED_FROM]->() } AS parts
WHERE parts >= $parts
ORDER BY parts DESC, system.name
LIMIT $limit
MATCH path = (system)-[r:USES_BACKBONE|USES_ENCODER|USES_GENERATOR|DERIVED_FROM]->(part)
RETURN path, system.name AS system, parts, type(r) AS relation, part.name AS part
ORDER BY parts DESC, system, relation, part
