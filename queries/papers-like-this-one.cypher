// Papers like this one
// Papers that share techniques, datasets or parts of their systems with a paper; what few share counts more.
// :param title => 'Visual Instruction Tuning' | string | the paper's title | 'MiniGPT-4: Enhancing Vision-Language Understanding with Advanced Large Language Models'
// :param limit => 20 | integer | most rows | 10
MATCH (p:Paper {title: $title})
MATCH (p)-[:INTRODUCES*0..1]->(mine)-[:USES_TECHNIQUE|USES_BACKBONE|USES_ENCODER|USES_GENERATOR|DERIVED_FROM|EVALUATED_ON|TRAINED_ON]->(shared)
WITH DISTINCT p, shared, COUNT { (shared)<--() } AS degree
MATCH (shared)<-[:USES_TECHNIQUE|USES_BACKBONE|USES_ENCODER|USES_GENERATOR|DERIVED_FROM|EVALUATED_ON|TRAINED_ON]-(user)
MATCH (user)<-[:INTRODUCES*0..1]-(other:Paper)
WHERE other <> p
WITH DISTINCT other, shared, degree
ORDER BY degree, shared.name
WITH other, collect(shared.name) AS common, sum(1.0 / degree) AS weight
RETURN other.title AS paper, other.year AS year, common, round(weight, 3) AS weight
ORDER BY weight DESC, paper, other.id
LIMIT $limit
