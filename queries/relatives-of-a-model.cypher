// A model and its relatives within two steps
// What it stands on, what stands on it, and what stands beside it, as a picture.
// :param model => 'BLIP-2' | string | the model's name | 'CLIP'
// :param limit => 100 | integer | most paths | 50
MATCH (m:Model {name: $model})
MATCH path = (m)-[:USES_BACKBONE|USES_ENCODER|USES_GENERATOR|DERIVED_FROM*1..2]-(relative:Model)
RETURN path
LIMIT $limit
