// Who writes the most
// Authors by the number of their papers, with what these introduce.
// :param limit => 30 | integer | most rows | 10
MATCH (a:Author)
WITH a, COUNT { (a)<-[:AUTHORED_BY]-() } AS papers
ORDER BY papers DESC, a.name, a.id
LIMIT $limit
OPTIONAL MATCH (a)<-[:AUTHORED_BY]-(:Paper)-[:INTRODUCES]->(thing)
WITH a, papers, thing.name AS thing
ORDER BY thing
WITH a, papers, collect(DISTINCT thing)[..10] AS introduced
RETURN a.name AS author, papers, introduced
ORDER BY papers DESC, author, a.id
