// Models without code
// Models whose papers, as far as the lists say, have no code repository.
// :param limit => 100 | integer | most rows | 30
MATCH (p:Paper)-[:INTRODUCES]->(m:Model)
WITH m, p
ORDER BY p.name, p.id
WITH m, collect(p) AS papers
WHERE none(p IN papers WHERE p.code IS NOT NULL)
RETURN m.name AS model, m.year AS year, [p IN papers | p.name] AS papers, [p IN papers WHERE p.url IS NOT NULL | p.url] AS links
ORDER BY coalesce(year, 0) DESC, model
LIMIT $limit
