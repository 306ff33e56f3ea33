using System.Text;
using Graticule.Analysis.Packages;
using Graticule.Jobs;
using Graticule.Jobs.Access;
using Graticule.Jobs.Processes;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>Deploy, replace, undeploy (OGC 20-044): <c>POST /processes</c>, <c>PUT</c> and <c>DELETE /processes/{id}</c>, <c>/processes/{id}/package</c>.</summary>
internal sealed class PackagePages(Deployments deployments, IPackageReader packages, OgcOptions options)
{
    public async Task DeployAsync(HttpContext context)
    {
        var mediaType = MediaType(context.Request);
        context.Caller().Require(Scopes.Deploy);
        var isDryRun = QueryValues.Flag(context.Request, "dry-run");
        var read = await ReadAsync(context, mediaType, Wish(context, usualId: null));
        var owner = context.Caller().Subject;
        var root = Root.Of(context.Request);
        try
        {
            var process = isDryRun
                ? deployments.Check(owner, read.Id, read.Package)
                : await deployments.AddAsync(owner, read.Id, read.Package, context.RequestAborted);
            await (isDryRun ? SendCheckedAsync(context, process, read, root) : SendDeployedAsync(context, process, root));
        }
        catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.Conflict)
        {
            context.Response.Headers.Location = root.Process(read.Id);
            throw Errors.DuplicatedProcess(exception.Message);
        }
    }

    /// <summary>Without <c>w</c>, the workflow is the one that is called like the process, where the package has one.</summary>
    public async Task ReplaceAsync(HttpContext context)
    {
        var mediaType = MediaType(context.Request);
        context.Caller().Require(Scopes.Deploy);
        var (owner, id) = (context.Caller().Subject, ProcessPages.IdOf(context));
        RequireOwn(owner, id);
        var wish = Wish(context, usualId: id);
        var read = wish.Workflow is null ? await ReadNamesakeAsync(context, mediaType, wish) : await ReadAsync(context, mediaType, wish);
        if (read.Id != id)
        {
            throw new ProblemException(ProblemKind.Conflict, $"The package is of the process '{read.Id}', and this one is '{id}'; deploy it (POST /processes) under its own id.", id);
        }

        await ChangeAsync(() => deployments.ReplaceAsync(owner, id, read.Package, context.RequestAborted));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    public async Task RemoveAsync(HttpContext context)
    {
        context.Caller().Require(Scopes.Deploy);
        await ChangeAsync(() => deployments.RemoveAsync(context.Caller().Subject, ProcessPages.IdOf(context), context.RequestAborted));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>The package as it was sent, or in another of the forms of packages, as <c>Accept</c> asks.</summary>
    public async Task ShowAsync(HttpContext context)
    {
        context.Caller().Require(Scopes.Read);
        var id = ProcessPages.IdOf(context);
        var package = Find(context.Caller().Subject, id)?.Package ?? throw Errors.NotFound($"The process '{id}' is part of this server and was made of no package.");
        string[] forms = [package.MediaType, .. packages.MediaTypes.Where(form => form != package.MediaType && packages.Write(package, form) is not null)];
        var best = Negotiation.Accept(context.Request).Best(forms) ?? throw Errors.NotAcceptable($"This package is there as {string.Join(", ", forms)}.");
        context.Response.Headers.ContentLocation = Root.Of(context.Request).Package(id);
        await Wire.SendAsync(context, StatusCodes.Status200OK, best, Encoding.UTF8.GetBytes(packages.Write(package, best)!));
    }

    /// <summary>Before everything else: whoever sends something that is no package is told so, whatever it was for.</summary>
    private string MediaType(HttpRequest request)
    {
        var type = AcceptHeader.Essence(request.ContentType).ToString();
        return packages.MediaTypes.Contains(type, StringComparer.OrdinalIgnoreCase)
            ? type.ToLowerInvariant()
            : throw Errors.UnsupportedMediaType($"The body has the media type '{type}'; a package is one of {string.Join(", ", packages.MediaTypes)}.");
    }

    private async Task<ReadPackage> ReadAsync(HttpContext context, string mediaType, PackageWish wish)
    {
        var body = await RequestBody.ReadBytesAsync(context, options.MaxPackageLength);
        return await ReadAsync(new(mediaType, body), wish, context.RequestAborted);
    }

    private async Task<ReadPackage> ReadAsync(PackageText text, PackageWish wish, CancellationToken cancellationToken)
    {
        try
        {
            return await packages.ReadAsync(text, wish, cancellationToken);
        }
        catch (WorkflowNotFoundException exception)
        {
            throw Errors.WorkflowNotFound(exception.Message);
        }
    }

    private async Task<ReadPackage> ReadNamesakeAsync(HttpContext context, string mediaType, PackageWish wish)
    {
        var text = new PackageText(mediaType, await RequestBody.ReadBytesAsync(context, options.MaxPackageLength));
        try
        {
            return await packages.ReadAsync(text, wish with { Workflow = wish.UsualId }, context.RequestAborted);
        }
        catch (WorkflowNotFoundException)
        {
            return await ReadAsync(text, wish, context.RequestAborted);
        }
    }

    private static PackageWish Wish(HttpContext context, string? usualId)
    {
        var root = Root.Of(context.Request);
        return new(context.Caller().Subject) { Workflow = QueryValues.Text(context.Request, "w"), UsualId = usualId, IdOf = root.ProcessId };
    }

    private DeployedProcess? Find(string owner, string id)
    {
        try
        {
            return deployments.Find(owner, id);
        }
        catch (ProblemException exception) when (exception.Problem.Kind == ProblemKind.NotFound)
        {
            throw InWords(exception);
        }
    }

    private void RequireOwn(string owner, string id)
    {
        try
        {
            deployments.RequireOwn(owner, id);
        }
        catch (ProblemException exception) when (exception.Problem.Kind is ProblemKind.NotFound or ProblemKind.Forbidden)
        {
            throw InWords(exception);
        }
    }

    private static async Task ChangeAsync(Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (ProblemException exception) when (exception.Problem.Kind is ProblemKind.NotFound or ProblemKind.Forbidden)
        {
            throw InWords(exception);
        }
    }

    private static OgcException InWords(ProblemException exception) =>
        exception.Problem.Kind == ProblemKind.NotFound ? Errors.NoSuchProcess(exception.Message) : Errors.ImmutableProcess(exception.Message);

    private static Task SendDeployedAsync(HttpContext context, ProcessDescription process, Root root)
    {
        context.Response.Headers.Location = root.Process(process.Id);
        return Wire.SendJsonAsync(context, StatusCodes.Status201Created, (process, root), static (writer, one) => ProcessJson.WriteSummary(writer, one.process, one.root));
    }

    private static Task SendCheckedAsync(HttpContext context, ProcessDescription process, ReadPackage read, Root root) =>
        Wire.SendJsonAsync(context, StatusCodes.Status200OK, (process, read, root), static (writer, one) =>
        {
            writer.WriteStartObject();
            writer.WriteBoolean("valid", value: true);
            writer.WriteStartArray("warnings");
            foreach (var warning in one.read.Warnings)
            {
                writer.WriteStartObject();
                writer.WriteString("pointer", warning.Pointer);
                writer.WriteString("detail", warning.Message);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WritePropertyName("process");
            ProcessJson.WriteDescription(writer, one.process, one.root);
            writer.WriteEndObject();
        });
}
