using System.CommandLine;
using WorkflowAlerts.Cli.Inbox;
using WorkflowAlerts.IntegrationTests.Infra;

namespace WorkflowAlerts.IntegrationTests.Picturing;

/// <summary><c>screenshots</c>: makes every picture of the README anew, from the golden cards and the real page.</summary>
internal static class ScreenshotsCommand
{
    public static Command Create()
    {
        Command command = new("screenshots", "Make the README's pictures in .github/images anew. Needs Chromium, Chrome or Edge.");
        command.SetAction(async (_, cancellationToken) =>
        {
            if (ChromiumProgram.Find() is not { } chromium)
            {
                Console.Error.WriteLine(ChromiumProgram.Missing);
                return 2;
            }

            string images = Path.Combine(Bicep.Repository, ".github", "images");
            foreach (CardPicture card in CardPicture.All)
            {
                await card.Draw(Bicep.Repository, images, chromium, cancellationToken);
                Console.WriteLine($"{card.Name}.png");
            }

            foreach (string picture in await PagePictures.Draw(images, chromium))
            {
                Console.WriteLine(picture);
            }

            return 0;
        });
        return command;
    }
}
