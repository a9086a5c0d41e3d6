// The ancestry of a model, with evidence
// What the model stands on, step by step, with what states each step.
// :param model => 'LLaVA' | string | the model's name | 'MiniGPT-4'
// :param limit => 100 | integer | most rows | 20
MATCH (start:Model {name: $model})
MATCH reach = (start)-[:USES_BACKBONE|USES_ENCODER|USES_GENERATOR|DERIVED_FROM*0..12]->(child:Model)
WITH child, min(length(reach)) AS steps
ORDER BY steps, child.name
LIMIT $limit
MATCH path = (child)-[r:USES_BACKBONE|USES_ENCODER|USES_GENERATOR|DERIVED_FROM]->(ancestor)
RETURN path, steps + 1 AS depth, child.name AS of, type(r) AS relation, ancestor.name AS ancestor, r.basis AS basis, r.sources AS sources, r.quotes AS quotes
ORDER BY depth, of, relation, ancestor
LIMIT $limit
