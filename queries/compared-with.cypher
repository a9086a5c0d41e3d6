// What systems are measured against
// Models by the papers that compare themselves with them.
// :param limit => 50 | integer | most rows | 20
MATCH (m:Model)<-[:COMPARES_WITH]-(p:Paper)
WITH m, p.name AS paper
ORDER BY paper
WITH m, collect(DISTINCT paper) AS papers
RETURN m.name AS model, size(papers) AS count, papers[..5] AS examples
ORDER BY count DESC, model
LIMIT $limit
