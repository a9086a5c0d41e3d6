// The topics of the lists
// Every heading with the number of its papers and of the headings below it.
// :param limit => 100 | integer | most rows | 30
MATCH (t:Topic)
RETURN t.name AS topic, t.id AS id, COUNT { (t)<-[:IN_TOPIC]-() } AS papers, COUNT { (t)<-[:SUBTOPIC_OF]-() } AS below
ORDER BY papers DESC, topic, id
LIMIT $limit
