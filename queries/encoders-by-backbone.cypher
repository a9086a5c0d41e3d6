// Which encoder goes with which backbone
// The matrix of language model and encoder as rows: how many systems join the two, and which.
// :param limit => 100 | integer | most rows | 50
MATCH (backbone:Model)<-[:USES_BACKBONE]-(system)-[:USES_ENCODER]->(encoder:Model)
WITH backbone, encoder, system.name AS system
ORDER BY system
WITH backbone, encoder, collect(DISTINCT system) AS systems
RETURN backbone.name AS backbone, encoder.name AS encoder, size(systems) AS count, systems[..5] AS examples
ORDER BY count DESC, backbone, encoder
LIMIT $limit
