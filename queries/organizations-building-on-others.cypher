// Which organisations build on whose models
// Counts lineage between models of two different makers.
// :param limit => 50 | integer | most rows | 20
MATCH (builder:Organization)-[:DEVELOPED]->(system:Model)-[:USES_BACKBONE|USES_ENCODER|USES_GENERATOR|DERIVED_FROM]->(part:Model)<-[:DEVELOPED]-(maker:Organization)
WHERE builder <> maker
WITH builder, maker, system.name + ' on ' + part.name AS model
ORDER BY model
WITH builder, maker, collect(DISTINCT model) AS models
RETURN builder.name AS builder, maker.name AS maker, size(models) AS count, models[..5] AS examples
ORDER BY count DESC, builder, maker
LIMIT $limit
