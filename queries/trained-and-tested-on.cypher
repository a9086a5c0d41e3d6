// Datasets that some train on and others are tested on
// Where a benchmark may have leaked into training.
// :param limit => 50 | integer | most rows | 20
MATCH (d:Dataset)
WHERE EXISTS { (d)<-[:TRAINED_ON]-() } AND EXISTS { (d)<-[:EVALUATED_ON]-() }
MATCH path = (d)<-[r:TRAINED_ON|EVALUATED_ON]-(p:Paper)
RETURN path, d.name AS dataset, type(r) AS relation, p.name AS paper
ORDER BY dataset, relation, paper
LIMIT $limit
