public import DomainErrors

extension ComposeError {
    public var facts: ErrorFacts<Code> {
        switch self {
        case .empty: ErrorFacts(.emptyPost, .text)
        case .tooLong(let characters, let limit):
            ErrorFacts(
                .textTooLong, .text,
                ["characters": .number(characters), "limit": .number(limit)])
        case .limitedTooLong(let characters, let limit):
            ErrorFacts(
                .limitedTextTooLong, .text,
                ["characters": .number(characters), "limit": .number(limit)])
        case .unknownUser(let name): ErrorFacts(.unknownUser, .user, ["name": .text(name)])
        case .unknownAspect(let name, let known):
            ErrorFacts(.unknownAspect, .aspects, ["name": .text(name), "known": .list(known)])
        case .noAspect: ErrorFacts(.noAspect, .aspects)
        case .tooMuchMarkup: ErrorFacts(.tooMuchMarkup, .text)
        case .unknownPost(let guid): ErrorFacts(.unknownPost, .post, ["guid": .text(guid)])
        case .unknownDraft(let guid): ErrorFacts(.unknownDraft, .draft, ["guid": .text(guid)])
        case .notTheAuthor(let guid): ErrorFacts(.notTheAuthor, nil, ["guid": .text(guid)])
        case .deleted(let guid): ErrorFacts(.deleted, nil, ["guid": .text(guid)])
        case .slug(let slug): ErrorFacts(.unusableSlug, .slug, ["slug": .text(slug)])
        case .location(let limit): ErrorFacts(.locationLength, .location, ["limit": .number(limit)])
        case .altTooLong(let characters, let limit):
            ErrorFacts(
                .altTooLong, .alt,
                ["characters": .number(characters), "limit": .number(limit)])
        case .photo(let path, let problem):
            ErrorFacts(
                .unusablePhoto, .photos,
                ["path": .text(path), "problem": .error(problem.record)])
        case .tooManyPhotos(let count, let limit):
            ErrorFacts(.tooManyPhotos, .photos, ["count": .number(count), "limit": .number(limit)])

        // MARK: - Polls

        case .pollQuestion(let limit):
            ErrorFacts(.pollQuestionLength, .poll, ["limit": .number(limit)])
        case .tooFewPollAnswers(let least):
            ErrorFacts(.tooFewPollAnswers, .poll, ["least": .number(least)])
        case .tooManyPollAnswers(let limit):
            ErrorFacts(.tooManyPollAnswers, .poll, ["limit": .number(limit)])
        case .pollAnswer(let limit): ErrorFacts(.pollAnswerLength, .poll, ["limit": .number(limit)])

        // MARK: - What a file says

        case .frontMatter(let place, let reason):
            ErrorFacts(.frontMatter, .text, ["place": .text(place), "reason": .text(reason)])
        case .picture(let place, let destination, let problem):
            ErrorFacts(
                .unusablePicture, .text,
                [
                    "place": .text(place), "picture": .text(destination),
                    "problem": .error(problem.record),
                ])

        // MARK: - Changes of what readers of a post hold already

        case .picturesChanged: ErrorFacts(.picturesChanged, .photos)
        case .draftHasNoDate(let guid): ErrorFacts(.draftWithoutDate, .date, ["guid": .text(guid)])
        case .dateToCome: ErrorFacts(.dateToCome, .date)
        case .pollIsFixed: ErrorFacts(.fixedPoll, .poll)

        // MARK: - Answers

        case .unknownComment(let guid): ErrorFacts(.unknownComment, .comment, ["guid": .text(guid)])
        case .notLiked(let guid): ErrorFacts(.notLiked, nil, ["guid": .text(guid)])
        case .noPoll(let guid): ErrorFacts(.noPoll, .post, ["guid": .text(guid)])
        case .unknownAnswer(let text, let known):
            ErrorFacts(.unknownPollAnswer, .answer, ["answer": .text(text), "known": .list(known)])
        case .votedAlready(let guid): ErrorFacts(.votedAlready, .post, ["guid": .text(guid)])
        case .notPublic(let guid): ErrorFacts(.notPublic, .post, ["guid": .text(guid)])
        case .ownPost(let guid): ErrorFacts(.ownPost, .post, ["guid": .text(guid)])
        case .resharedAlready(let guid): ErrorFacts(.resharedAlready, .post, ["guid": .text(guid)])
        case .reshareHasNoText(let guid):
            ErrorFacts(.reshareWithoutText, .text, ["guid": .text(guid)])
        case .takesNoAnswers(let name, let other):
            ErrorFacts(.takesNoAnswers, nil, ["name": .text(name), "from": .text(other)])

        // MARK: - People

        case .unknownPerson(let id): ErrorFacts(.unknownPerson, .person, ["id": .text(id)])
        case .closedAccount(let id, nil): ErrorFacts(.personGone, .person, ["id": .text(id)])
        case .closedAccount(let id, let new?):
            ErrorFacts(.personMoved, .person, ["id": .text(id), "new": .text(new)])
        case .notAContact(let id): ErrorFacts(.notAContact, .person, ["id": .text(id)])
        case .ignored(let id): ErrorFacts(.ignoredPerson, .person, ["id": .text(id)])
        case .notIgnored(let id): ErrorFacts(.notIgnored, .person, ["id": .text(id)])
        case .ignoringOneself: ErrorFacts(.ignoringOneself, .person)
        case .ownContact: ErrorFacts(.ownContact, .person)
        case .blockedPod(let id): ErrorFacts(.podOfPersonBlocked, .person, ["id": .text(id)])
        case .personChanged(let id): ErrorFacts(.personChanged, .person, ["id": .text(id)])
        case .aspectNameLength(let limit):
            ErrorFacts(.aspectNameLength, .aspect, ["limit": .number(limit)])
        case .aspectExists(let name): ErrorFacts(.aspectExists, .aspect, ["name": .text(name)])

        // MARK: - Conversations

        case .unknownConversation(let guid):
            ErrorFacts(.unknownConversation, .conversation, ["guid": .text(guid)])
        case .subjectLength(let limit):
            ErrorFacts(.subjectLength, .subject, ["limit": .number(limit)])
        case .noParticipant: ErrorFacts(.noParticipant, .participants)
        case .nobodyLeft: ErrorFacts(.nobodyLeft, .conversation)
        case .takesNoMessages(let ids, let name):
            ErrorFacts(
                .takesNoMessages, .participants, ["people": .list(ids), "from": .text(name)])
        case .emptyMessage: ErrorFacts(.emptyMessage, .text)
        case .messageTooLong(let limit):
            ErrorFacts(.messageTooLong, .text, ["limit": .number(limit)])

        // MARK: - Accounts

        case .accountClosed(let name): ErrorFacts(.accountClosed, .user, ["name": .text(name)])
        case .accountClosedAlready(let name):
            ErrorFacts(.accountClosedAlready, .user, ["name": .text(name)])
        case .accountLocked(let name): ErrorFacts(.accountLocked, .user, ["name": .text(name)])
        case .userExists(let name): ErrorFacts(.userExists, .username, ["name": .text(name)])
        case .username(let name, let limit):
            ErrorFacts(
                .unusableUsername, .username, ["name": .text(name), "limit": .number(limit)])
        case .usernameBeginsWithDot: ErrorFacts(.usernameBeginsWithDot, .username)
        case .usernameReserved(let name):
            ErrorFacts(.usernameReserved, .username, ["name": .text(name)])
        case .usernameEnding(let ending):
            ErrorFacts(.usernameEnding, .username, ["ending": .text(ending)])
        case .noDiasporaID(let id): ErrorFacts(.noDiasporaID, .username, ["id": .text(id)])
        case .email(let email): ErrorFacts(.unusableEmail, .email, ["email": .text(email)])
        case .emailInUse(let email, let name):
            ErrorFacts(.emailInUse, .email, ["email": .text(email), "name": .text(name)])
        case .passwordLength(let least, let limit):
            ErrorFacts(
                .passwordLength, .password,
                ["least": .number(least), "limit": .number(limit)])

        // MARK: - Profiles

        case .firstName(let limit):
            ErrorFacts(.unusableFirstName, .firstName, ["limit": .number(limit)])
        case .lastName(let limit):
            ErrorFacts(.unusableLastName, .lastName, ["limit": .number(limit)])
        case .bioTooLong(let limit): ErrorFacts(.bioTooLong, .bio, ["limit": .number(limit)])
        case .profileLocationTooLong(let limit):
            ErrorFacts(.profileLocationTooLong, .location, ["limit": .number(limit)])
        case .profileTags(let limit, let characters):
            ErrorFacts(
                .tooManyProfileTags, .tags,
                ["limit": .number(limit), "characters": .number(characters)])

        // MARK: - Moves from another pod

        case .ownIdentity(let id): ErrorFacts(.ownIdentity, .archive, ["id": .text(id)])
        case .movedAlready(let id): ErrorFacts(.movedAlready, .archive, ["id": .text(id)])
        case .accountOfThisPod(let id): ErrorFacts(.accountOfThisPod, .archive, ["id": .text(id)])
        case .anotherKey(let id): ErrorFacts(.anotherKey, .archive, ["id": .text(id)])
        }
    }
}
