using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Cli.Client;
using Graticule.Cli.Client.Files;
using Graticule.Jobs;

namespace Graticule.Cli;

/// <summary><c>graticule files</c>: a user's files on a server that has the API <c>/api/v2</c>.</summary>
internal static class FilesCommand
{
    private const int InputType = 1;

    private static readonly Argument<FileInfo[]> Paths = new("file") { Description = "Files to send.", Arity = ArgumentArity.OneOrMore };

    private static readonly Argument<string[]> Ids = new("id") { Description = "Ids of files, or with --job of one job.", Arity = ArgumentArity.OneOrMore };

    private static readonly Option<int> Type = new("--type")
    {
        Description = "What the files are for: 1 input, 2 template, 3 parameters, 4 script.",
        DefaultValueFactory = _ => InputType,
    };

    private static readonly Option<string> Search = new("--search") { Description = "A part of the names.", HelpName = "TEXT" };

    private static readonly Option<bool> OfJob = new("--job") { Description = "The id is that of a job: all files that it left." };

    private static readonly Option<string> To = new("--output", "-o")
    {
        Description = "Folder for the files, or name of the one file.",
        HelpName = "PATH",
        DefaultValueFactory = _ => ".",
    };

    private static readonly Option<int> Connections = new("--connections", "-c")
    {
        Description = "Parts of a file that are fetched at the same time.",
        HelpName = "N",
        DefaultValueFactory = _ => 4,
        Validators =
        {
            result =>
            {
                if (result.GetValueOrDefault<int>() is < 1 or > 32)
                {
                    result.AddError("--connections must be from 1 to 32.");
                }
            },
        },
    };

    private static readonly Option<bool> Force = new("--force", "-f") { Description = "Replace files that are there with other bytes." };

    public static Command Create() => new("files", "Your files on a server: sent and fetched in parts, resumed where they were cut off, and checked.")
    {
        Add(new("upload", "Send files and print their ids. Begun again, it goes on where it was.") { Paths, Type }, UploadAsync),
        Add(new("download", "Fetch files. Begun again, it fetches what is missing.") { Ids, To, Connections, OfJob, Force }, DownloadAsync),
        Add(new("list", "Name your files.") { Search }, ListAsync),
        Add(new("delete", "Delete files.") { Ids }, DeleteAsync),
    };

    private static Command Add(Command command, Func<ParseResult, Transport, CancellationToken, Task<int>> run)
    {
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var transport = Connection.OpenTransport(parsed, takesDefaultProfile: true);
            return await run(parsed, transport, cancellationToken);
        });
        return Connection.With(command);
    }

    private static async Task<int> UploadAsync(ParseResult parsed, Transport transport, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        FileTransfers transfers = new(new(transport), parsed.InvocationConfiguration.Error);
        JsonArray sent = [];
        foreach (var path in parsed.GetRequiredValue(Paths))
        {
            Require(path);
            var file = await transfers.UploadAsync(path.FullName, parsed.GetRequiredValue(Type), cancellationToken);
            sent.Add(Document(file));
            if (!Answer.WantsJson(parsed))
            {
                await output.WriteLineAsync(file.Id);
            }
        }

        if (Answer.WantsJson(parsed))
        {
            Answer.WriteJson(output, sent);
        }

        return ExitCode.Ok;
    }

    /// <exception cref="ProblemException">NotFound.</exception>
    internal static void Require(FileInfo path)
    {
        if (!path.Exists)
        {
            throw new ProblemException(ProblemKind.NotFound, $"There is no file {path.FullName}.");
        }
    }

    private static async Task<int> DownloadAsync(ParseResult parsed, Transport transport, CancellationToken cancellationToken)
    {
        List<RemoteFile> files = [];
        foreach (var id in parsed.GetRequiredValue(Ids))
        {
            files.AddRange(parsed.GetValue(OfJob) ? await new JobsApi(transport).FilesAsync(id, cancellationToken) : [await new FilesApi(transport).GetAsync(id, cancellationToken)]);
        }

        var output = parsed.InvocationConfiguration.Output;
        FileTransfers transfers = new(new(transport), parsed.InvocationConfiguration.Error);
        DownloadTargets targets = new(parsed.GetRequiredValue(To), isFolder: files.Count != 1 || parsed.GetValue(OfJob));
        JsonArray fetched = [];
        foreach (var file in files)
        {
            var target = targets.Of(file);
            if (!await DownloadTargets.IsThereAsync(file, target, parsed.GetValue(Force), cancellationToken))
            {
                await transfers.DownloadAsync(file, target, parsed.GetRequiredValue(Connections), cancellationToken);
            }

            var document = Document(file);
            document["path"] = target;
            fetched.Add(document);
            if (!Answer.WantsJson(parsed))
            {
                await output.WriteLineAsync(target);
            }
        }

        if (Answer.WantsJson(parsed))
        {
            Answer.WriteJson(output, fetched);
        }

        return ExitCode.Ok;
    }

    private static async Task<int> ListAsync(ParseResult parsed, Transport transport, CancellationToken cancellationToken)
    {
        var files = await new FilesApi(transport).ListAsync("files/", parsed.GetValue(Search), cancellationToken);
        var output = parsed.InvocationConfiguration.Output;
        if (Answer.WantsJson(parsed))
        {
            Answer.WriteJson(output, new JsonArray([.. files.Select(Document)]));
        }
        else
        {
            Answer.WriteTable(output, [["ID", "BYTES", "NAME"], .. files.Select(file => (string[])[file.Id, file.Size.ToString(CultureInfo.InvariantCulture), file.Name])]);
        }

        return ExitCode.Ok;
    }

    private static async Task<int> DeleteAsync(ParseResult parsed, Transport transport, CancellationToken cancellationToken)
    {
        foreach (var id in parsed.GetRequiredValue(Ids))
        {
            await new FilesApi(transport).DeleteAsync(id, cancellationToken);
        }

        return ExitCode.Ok;
    }

    private static JsonObject Document(RemoteFile file) => new() { ["id"] = file.Id, ["name"] = file.Name, ["size"] = file.Size, ["sha512"] = file.Sha512 };
}
