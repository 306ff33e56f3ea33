using System.Text.Json.Nodes;
using Graticule.Tests.Analysis.Change.Store;

namespace Graticule.Tests.Server.Dialects.Lcmap;

/// <summary>A server with its results in PostgreSQL answers as one with a file.</summary>
public sealed class PostgresTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    private static readonly string[] OfTheMoment = ["result_produced", "chip_update_requested"];

    [SkippableFact]
    public async Task The_same_questions_have_the_same_answers()
    {
        Skip.IfNot(postgres.IsThere, PostgresServer.Absent);
        var file = new LcmapServer();
        var database = new LcmapServer { ChangeStore = await postgres.NewDatabaseAsync() };
        var answers = await Task.WhenAll(AskAsync(file), AskAsync(database));

        Assert.Equal(answers[0], answers[1]);
    }

    private static async Task<List<string>> AskAsync(LcmapServer server)
    {
        await server.InitializeAsync();
        var chip = server.NextChip();
        List<string> answers = [Plain(await server.GetAsync(LcmapServer.PathOf(chip))), Plain((200, await server.ComputeAsync(chip)))];
        await server.RestartAsync();
        answers.Add(Plain(await server.GetAsync(LcmapServer.PathOf(chip, 3, 6))));
        answers.Add(Plain(await server.GetAsync($"/results/{chip.Algorithm}/tile?x={chip.ChipX}&y={chip.ChipY}&list=complete")));
        answers.Add(Plain(await server.GetAsync($"/results/{chip.Algorithm}/chip?x={chip.ChipX}&y={chip.ChipY}&pixels=failed", method: "POST")));
        await server.CountsAsync(chip, counts => (int)counts["ok"]! == 1);
        answers.Add(Plain(await server.GetAsync($"/results/{chip.Algorithm}/chip?x={chip.ChipX}&y={chip.ChipY}")));
        answers.Add(Plain(await server.GetAsync("/algorithms")));
        Assert.Equal(2, server.Process.Runs(chip));
        await server.DisposeAsync();
        return answers;
    }

    private static string Plain((int Status, JsonNode? Body) answer)
    {
        foreach (var row in answer.Body is JsonArray rows ? rows.OfType<JsonObject>() : answer.Body is JsonObject one ? [one] : [])
        {
            Array.ForEach(OfTheMoment, name => row.Remove(name));
        }

        return $"{answer.Status} {answer.Body?.ToJsonString()}";
    }
}
