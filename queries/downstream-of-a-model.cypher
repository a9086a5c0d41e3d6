// What would be touched if a model's licence changed
// Everything that stands on the model, directly or through others, with the number of steps.
// :param model => 'LLaMA' | string | the model's name | 'CLIP'
// :param limit => 200 | integer | most rows | 50
MATCH (start:Model {name: $model})
MATCH reach = (start)<-[:USES_BACKBONE|USES_ENCODER|USES_GENERATOR|DERIVED_FROM*1..12]-(touched)
WITH start, touched, min(length(reach)) AS depth
WHERE touched <> start
WITH start, touched, depth
ORDER BY depth, touched.name
LIMIT $limit
MATCH path = shortestPath((start)<-[:USES_BACKBONE|USES_ENCODER|USES_GENERATOR|DERIVED_FROM*1..12]-(touched))
RETURN path, touched.name AS touched, labels(touched)[0] AS kind, depth
ORDER BY depth, touched
