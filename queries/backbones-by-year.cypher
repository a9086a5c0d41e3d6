// Backbones by the year of what is built on them
// Which language models the systems of each year stand on.
// :param limit => 100 | integer | most rows | 30
MATCH (system:Model)-[:USES_BACKBONE]->(backbone:Model)
WHERE system.year IS NOT NULL
WITH system.year AS year, backbone, system.name AS system
ORDER BY system
WITH year, backbone, collect(DISTINCT system) AS systems
RETURN year, backbone.name AS backbone, size(systems) AS count, systems[..5] AS examples
ORDER BY year DESC, count DESC, backbone
LIMIT $limit
