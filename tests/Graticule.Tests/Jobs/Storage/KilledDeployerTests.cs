using Graticule.Jobs.Storage;

namespace Graticule.Tests.Jobs.Storage;

/// <summary>A real process that deploys, killed at random moments with SIGKILL.</summary>
public sealed class KilledDeployerTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    [Fact]
    public async Task A_deployed_process_is_whole_or_not_there_and_what_was_acknowledged_holds()
    {
        for (var round = 0; round < 3; round++)
        {
            var acknowledged = await PackageWriterProcess.RunAndKillAsync(_temporary.Path, TimeSpan.FromMilliseconds(Random.Shared.Next(1, 400)));

            Assert.NotEmpty(acknowledged);
            await using var database = SqlDatabase.Open(new(_temporary.Path));
            var store = new SqlProcessStore(database);
            foreach (var (id, version) in acknowledged)
            {
                var found = store.Find("ann", id)?.Package.Content["version"]!.GetValue<int>() ?? 0;
                Assert.True(found == version || found == version + 1 || (version == 2 && found == 0), $"{id}: version {version} was acknowledged, {found} is there");
            }

            Assert.All(store.List("ann", int.MaxValue), process =>
            {
                var package = store.FindPackage(process.Digest)!;
                Assert.Equal(process.Digest, package.Digest);
                Assert.Equal(PackageWriterProcess.Text(process.Id, package.Content["version"]!.GetValue<int>()), package.Original);
            });
        }
    }

    public void Dispose() => _temporary.Dispose();
}
