// The models of an organisation, and what they stand on
// Each model of the maker with its direct parts.
// :param organization => 'Microsoft' | string | the organisation's name | 'Google'
// :param limit => 100 | integer | most rows | 30
MATCH (o:Organization {name: $organization})
MATCH path = (o)-[:DEVELOPED]->(m:Model)-[:USES_BACKBONE|USES_ENCODER|USES_GENERATOR|DERIVED_FROM*0..1]->(part:Model)
RETURN path, m.name AS model, m.year AS year, CASE length(path) WHEN 2 THEN type(relationships(path)[1]) END AS relation, CASE length(path) WHEN 2 THEN part.name END AS part
ORDER BY model, relation, part
LIMIT $limit
