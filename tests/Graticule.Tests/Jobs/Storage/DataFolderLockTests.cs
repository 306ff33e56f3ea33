using System.Globalization;
using Graticule.Jobs;
using Graticule.Jobs.Storage;

namespace Graticule.Tests.Jobs.Storage;

public sealed class DataFolderLockTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    private DataFolder Folder => new(Path.Combine(_temporary.Path, "data"));

    [Fact]
    public void A_folder_that_is_taken_is_refused_with_the_process_that_has_it()
    {
        using var held = DataFolderLock.Take(Folder);

        var problem = Assert.Throws<ProblemException>(() => DataFolderLock.Take(Folder)).Problem;

        Assert.Equal(ProblemKind.Conflict, problem.Kind);
        Assert.Contains(Environment.ProcessId.ToString(CultureInfo.InvariantCulture), problem.Message, StringComparison.Ordinal);
        Assert.Contains(Folder.Root, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_given_back_can_be_taken_again()
    {
        DataFolderLock.Take(Folder).Dispose();

        Assert.Null(Record.Exception(() => DataFolderLock.Take(Folder).Dispose()));
    }

    [Fact]
    public void What_a_dead_owner_left_is_no_lock()
    {
        Directory.CreateDirectory(Folder.Root);
        File.WriteAllText(Folder.Lock, "");
        File.WriteAllText(Folder.Lock + ".pid", "1");

        Assert.Null(Record.Exception(() => DataFolderLock.Take(Folder).Dispose()));
    }

    [SkippableFact]
    public void A_folder_that_cannot_be_made_is_unavailable()
    {
        Skip.IfNot(Directory.Exists("/proc"), "There is no /proc here.");

        Assert.Equal(ProblemKind.Unavailable, Assert.Throws<ProblemException>(() => DataFolderLock.Take(new("/proc/graticule"))).Problem.Kind);
    }

    public void Dispose() => _temporary.Dispose();
}
