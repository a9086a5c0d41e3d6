// Techniques on the rise, by year
// How many papers of each year use a technique; the techniques with the most papers of late first.
// :param since => 2020 | integer | first year | 2023
// :param limit => 50 | integer | most rows | 20
MATCH (p:Paper)-[:USES_TECHNIQUE]->(t:Technique)
WHERE p.year >= $since
WITH t, p.year AS year, count(DISTINCT p) AS papers
ORDER BY year
WITH t, collect({year: year, papers: papers}) AS years, sum(papers) AS total
RETURN t.name AS technique, total, [y IN years | toString(y.year) + ': ' + toString(y.papers)] AS byYear,
  years[-1].year AS lastYear, years[-1].papers AS inLastYear
ORDER BY lastYear DESC, inLastYear DESC, total DESC, technique
LIMIT $limit
