using System.Net.Http.Headers;

namespace WorkflowAlerts.Fetching;

/// <summary>
/// Reads the whole body as part of the attempt, so that a connection that breaks within a page is retried like one that breaks before it,
/// and bounds it: a page to 64 MB, a refusal to its first 64 KB.
/// </summary>
internal sealed class BodyHandler : DelegatingHandler
{
    internal const int LargestPage = 64 * 1024 * 1024;
    internal const int LargestRefusal = 64 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        try
        {
            await (response.IsSuccessStatusCode ? KeepPage(response, request.Tenant, cancellationToken) : KeepHead(response, cancellationToken));
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static async Task KeepPage(HttpResponseMessage response, string tenant, CancellationToken cancellationToken)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(LargestPage, cancellationToken);
        }
        catch (HttpRequestException tooLarge) when (tooLarge.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new AmperityException(
                $"Amperity's answer for tenant {tenant} is larger than {LargestPage >> 20} MB. Set PageSize to a smaller number.", tooLarge);
        }
        catch (InvalidDataException damaged)
        {
            // What the decompressor says.
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The body of the answer is damaged.", damaged);
        }
    }

    private static async Task KeepHead(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        byte[] head = new byte[LargestRefusal];
        int length = 0;
        using (HttpContent content = response.Content)
        {
            try
            {
                Stream body = await content.ReadAsStreamAsync(cancellationToken);
                for (int read = 1; read > 0 && length < head.Length; length += read)
                {
                    read = await body.ReadAsync(head.AsMemory(length), cancellationToken);
                }
            }
            catch (Exception broken) when (broken is IOException or InvalidDataException or HttpRequestException)
            {
                // The status counts for more than the rest of its explanation.
            }

            MediaTypeHeaderValue? type = content.Headers.ContentType;
            response.Content = new ByteArrayContent(head, 0, length) { Headers = { ContentType = type } };
        }
    }
}
