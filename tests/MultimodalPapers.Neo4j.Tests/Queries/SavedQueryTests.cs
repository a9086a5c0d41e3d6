using System.Collections.Immutable;
using MultimodalPapers.Neo4j.Queries;
using MultimodalPapers.Neo4j.Tests.Servers;

namespace MultimodalPapers.Neo4j.Tests.Queries;

public sealed class SavedQueryTests
{
    private const string Text = """
        // Who stands on it
        // One line
        // and another.
        // :param model => 'O\'Neil' | string | the model's name | 'LLaMA'
        // :param limit => 5 | integer | most rows | 3
        // :param below => 0.5 | float | less | 0.1
        MATCH (m {name: $model})
        RETURN m LIMIT $limit
        """;

    [Fact]
    public void The_header_gives_title_description_and_parameters()
    {
        var query = SavedQuery.Parse("who", Text);
        (query.Title, query.Description).ShouldBe(("Who stands on it", "One line and another."));
        query.Cypher.ShouldStartWith("MATCH");
        query.Parameters.Select(p => (p.Name, p.TypeName, p.Default, p.Literal)).ShouldBe(
            [("model", "string", "O'Neil", @"'O\'Neil'"), ("limit", "integer", 5L, "5"), ("below", "float", 0.5, "0.5")]);
    }

    [Fact]
    public void Parameters_are_taken_as_given_or_by_default()
    {
        var values = SavedQuery.Parse("who", Text).Bind(["model=a=b", "limit=-1"]);
        values.ShouldBe(new Dictionary<string, object> { ["model"] = "a=b", ["limit"] = -1L, ["below"] = 0.5 }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("modle=x", "no parameter 'modle'")]
    [InlineData("limit=many", "'many' is no integer")]
    [InlineData("limit", "-p name=value")]
    public void A_wrong_parameter_is_told_with_the_right_ones(string given, string problem)
    {
        var message = Should.Throw<QueryException>(() => SavedQuery.Parse("who", Text).Bind([given])).Message;
        message.ShouldContain(problem);
        message.ShouldContain("limit (integer: most rows; 5 if left out)");
    }

    [Theory]
    [InlineData("MATCH (n) RETURN n", "// Title")]
    [InlineData("// T\n// D\n", "no query")]
    [InlineData("// T\n// D\n// :param x 1\nRETURN 1", "no parameter; expected")]
    [InlineData("// T\n// D\n// :param x => 1 | number | m | 2\nRETURN 1", "'number'; expected string")]
    [InlineData("// T\n// D\n// :param x => a | integer | m | 2\nRETURN 1", "no integer")]
    public void A_file_of_another_form_is_refused_with_its_name(string text, string problem)
    {
        var message = Should.Throw<QueryException>(() => SavedQuery.Parse("bad", text)).Message;
        message.ShouldStartWith("bad.cypher");
        message.ShouldContain(problem);
    }

    [Fact]
    public void Every_saved_query_states_each_of_its_parameters_and_has_a_limit()
    {
        SavedQuery.BuiltIn.Length.ShouldBeGreaterThanOrEqualTo(25);
        SavedQuery.BuiltIn.Select(q => q.Text).ShouldBe(SavedQuery.ReadFolder(Path.Combine(ServerFixture.Repository, "queries")).Select(q => q.Text));
        SavedQuery.BuiltIn.Select(q => q.Title).Distinct().Count().ShouldBe(SavedQuery.BuiltIn.Length);
        foreach (var query in SavedQuery.BuiltIn)
        {
            var used = System.Text.RegularExpressions.Regex.Matches(query.Cypher, @"\$(\w+)").Select(m => m.Groups[1].Value).Distinct();
            used.ShouldBe(query.Parameters.Select(p => p.Name), ignoreOrder: true, query.Name);
            (query.Cypher.Contains("LIMIT", StringComparison.Ordinal) || query.Cypher.Contains("{limit:", StringComparison.Ordinal)).ShouldBeTrue(query.Name);
            query.Bind(query.Parameters.Select(p => $"{p.Name}={p.Example.Trim('\'')}")).Count.ShouldBe(query.Parameters.Length);
        }
    }

    [Fact]
    public void A_result_is_a_table_JSON_or_CSV()
    {
        ImmutableArray<object?> model = ["Model"];
        ImmutableArray<KeyValuePair<string, object?>> name = [new("name", "LLaVA")];
        ImmutableArray<KeyValuePair<string, object?>> node = [new("labels", model), new("properties", name)];
        ImmutableArray<KeyValuePair<string, object?>> step = [new("type", "USES"), new("startsAtPrevious", false), new("properties", ImmutableArray<KeyValuePair<string, object?>>.Empty)];
        ImmutableArray<object?> path = [node, step, node], list = ["a", "b\"c"];
        var result = new QueryResult(["path", "n", "list"],
            [[path, 5L, list], [null, 0.5, "x\ty"]]);
        QueryOutput.Table(result).Split('\n').ShouldBe(
        [
            "path                     n    list",
            "-----------------------  ---  ------",
            "(LLaVA)<-[USES]-(LLaVA)  5    a, b\"c",
            "                         0.5  x y",
            "2 rows",
            "",
        ]);
        QueryOutput.Table(result, 30).Split('\n')[2].Length.ShouldBeLessThanOrEqualTo(30);
        QueryOutput.Csv(result).ShouldBe("path,n,list\r\n(LLaVA)<-[USES]-(LLaVA),5,\"a, b\"\"c\"\r\n,0.5,x\ty\r\n");
        using var json = System.Text.Json.JsonDocument.Parse(QueryOutput.JsonText(result));
        json.RootElement[0].GetProperty("path")[0].GetProperty("properties").GetProperty("name").GetString().ShouldBe("LLaVA");
        json.RootElement[1].GetProperty("path").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }
}
