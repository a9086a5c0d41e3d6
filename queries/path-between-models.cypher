// The path between two models
// The shortest ways from one model to another through lineage, in either direction.
// :param from => 'LLaVA' | string | the name of the one model | 'MiniGPT-4'
// :param to => 'BLIP-2' | string | the name of the other | 'InstructBLIP'
// :param limit => 10 | integer | most rows | 3
MATCH (a:Model {name: $from})
MATCH (b:Model {name: $to})
WHERE a <> b
MATCH path = allShortestPaths((a)-[:USES_BACKBONE|USES_ENCODER|USES_GENERATOR|DERIVED_FROM*..8]-(b))
RETURN path, length(path) AS steps, [n IN nodes(path) | n.name] AS names
ORDER BY names
LIMIT $limit
