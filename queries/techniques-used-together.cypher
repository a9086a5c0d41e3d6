// Techniques that are used together
// What else the papers that use a technique use.
// :param technique => 'Instruction tuning' | string | the technique's name | 'LoRA'
// :param limit => 50 | integer | most rows | 20
MATCH (t:Technique {name: $technique})
MATCH (t)<-[:USES_TECHNIQUE]-(p:Paper)-[:USES_TECHNIQUE]->(other:Technique)
WITH other, p.name AS paper
ORDER BY paper
WITH other, collect(DISTINCT paper) AS papers
RETURN other.name AS technique, size(papers) AS count, papers[..3] AS examples
ORDER BY count DESC, technique
LIMIT $limit
