// Hubs: the things with the most relationships
// Models, techniques, datasets and organisations by the number of relationships that reach them.
// :param limit => 30 | integer | most rows | 10
MATCH (n:Model|Technique|Dataset|Organization)
WITH n, COUNT { (n)<--() } AS incoming, COUNT { (n)-->() } AS outgoing
RETURN n.name AS name, labels(n) AS kind, incoming, outgoing
ORDER BY incoming + outgoing DESC, name, n.id
LIMIT $limit
