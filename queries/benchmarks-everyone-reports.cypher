// Benchmarks that everyone reports
// Datasets by the number of papers that are evaluated on them.
// :param limit => 30 | integer | most rows | 10
MATCH (d:Dataset)<-[:EVALUATED_ON]-(p:Paper)
WITH d, count(DISTINCT p) AS papers, min(p.year) AS first, max(p.year) AS last
RETURN d.name AS dataset, 'Benchmark' IN labels(d) AS benchmark, papers, first, last
ORDER BY papers DESC, dataset
LIMIT $limit
