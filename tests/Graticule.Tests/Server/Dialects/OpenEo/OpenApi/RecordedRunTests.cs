namespace Graticule.Tests.Server.Dialects.OpenEo.OpenApi;

/// <summary>A recorded run over the whole API: each answer is checked as it comes, and no operation of the document goes without one.</summary>
public sealed class RecordedRunTests(RecordedServer server) : IClassFixture<RecordedServer>
{
    [Theory]
    [InlineData("1.2")]
    [InlineData("1.3")]
    public async Task Every_operation_of_the_document_answers_as_the_document_says(string version)
    {
        await new ClientSession(server, version).RunAsync();

        var document = version == "1.2" ? ApiDocument.V12 : ApiDocument.V13;
        var seen = server.Answers.Seen.Select(ExchangeCheck.Find).Where(found => found?.Document == document).Select(found => $"{found!.Value.Operation} {found.Value.Key}").ToHashSet(StringComparer.Ordinal);
        var unseen = document.Operations.SelectMany(operation => operation.Successes.Select(status => $"{operation} {status}")).Where(one => !seen.Contains(one));
        Assert.Empty(unseen);
        Assert.Contains("GET /jobs/{job_id}/results 424", seen);
        Assert.Contains("POST /result 5XX", seen);
    }
}
